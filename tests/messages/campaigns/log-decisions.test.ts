import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decisions, decisionText } from '../../../messages/campaigns/log-decisions.ts';
import { loadLanguages } from '../../../messages/words.ts';

const languages = await loadLanguages();
const root = new URL('../../../', import.meta.url).pathname;

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));
}

/**
 * The names under which the code writes into the log. In the store they are the only texts of the form `'noun.verb'`
 * whose noun is in the singular; tables are in the plural. In other rooms they stand behind `what:`.
 */
function written(): ReadonlySet<string> {
  const nouns = [
    'campaign',
    'channel',
    'slot',
    'action',
    'announcement',
    'approval',
    'post',
    'guild',
    'pledge',
  ];
  const inStore = new RegExp(`'((?:${nouns.join('|')})\\.[a-z-]+)'`, 'g');
  const elsewhere = /\bwhat: '([a-z-]+\.[a-z-]+)'/g;
  return new Set([
    ...sources('src/database/store').flatMap((text) =>
      [...text.matchAll(inStore)].map(([, what = '']) => what),
    ),
    ...['commands', 'worker', 'campaigns', 'src'].flatMap((folder) =>
      sources(folder).flatMap((text) => [...text.matchAll(elsewhere)].map(([, what = '']) => what)),
    ),
    // Written as `slot.${kind}`, by the kinds of a change.
    ...['skip', 'unskip', 'move', 'move-back', 'note', 'post-now'].map((kind) => `slot.${kind}`),
    ...['correct', 'withdraw', 'there', 'again', 'leave'].map((kind) => `post.${kind}`),
  ]);
}

describe('what somebody did', () => {
  test('has words for every name that the code writes', () => {
    const all = written();
    expect(all.size).toBeGreaterThan(35);
    expect([...all].filter((what) => !Object.hasOwn(decisions, what))).toEqual([]);
  });

  test.each(['en', 'es'])('is said in %s, and what an older or newer version wrote too', (language) => {
    const speech = languages.in(language);
    for (const what of Object.keys(decisions)) {
      expect(decisionText({ what, details: {} }, speech)).toMatch(/^[a-záéíóú]/);
    }
    expect(decisionText({ what: 'zebra.ride', details: {} }, speech)).toContain('zebra.ride');
    expect(decisionText({ what: 'constructor', details: {} }, speech)).toContain('constructor');
    const paused = decisionText(
      { what: 'campaign.state', details: { from: 'active', to: 'paused' } },
      speech,
    );
    expect(paused).toMatch(/paus/);
  });
});
