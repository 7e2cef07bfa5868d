import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../campaigns/notice.ts';
import { campaign, text } from '../../support/post-voice.ts';

const report: Extract<Notice, { kind: 'report' }> = {
  kind: 'report',
  pack: 'test',
  claim: 'count-first',
  shown: '19 were shot',
  language: 'es',
  wrong: 'It was 20, @everyone <@&1> **bold**\nsecond line',
  link: 'https://example.org/a?b=1',
  by: '100000000000000009',
};
const post = (more: Partial<typeof report> = {}, language = 'en'): string =>
  text({ purpose: 'notice', campaign, notice: { ...report, ...more } }, {}, language);

describe('a reported error', () => {
  test('is told with what was shown, who wrote what, and what to do', () => {
    expect(
      post()
        .split('\n')
        .filter((line) => line !== ''),
    ).toEqual([
      '**Solidarity: somebody reports an error in the record**',
      'This is what the bot showed (Spanish): 19 were shot',
      'In the record it is called `count-first`.',
      String.raw`What <@100000000000000009> writes about it: It was 20, \@everyone \<\@&1\> \*\*bold\*\* second line`,
      'Their source: <https://example.org/a?b=1>',
      expect.stringContaining('The button below shows where the statement comes from.'),
    ]);
    expect(post({}, 'es')).toContain('alguien avisa de un error');
  });

  test('of any length keeps what was typed', () => {
    const long = post({
      shown: 's'.repeat(3000),
      wrong: 'w'.repeat(700),
      link: `https://example.org/${'l'.repeat(470)}`,
    });
    expect(long.length).toBeLessThanOrEqual(2000);
    expect(long).toContain('w'.repeat(690));
  });
});
