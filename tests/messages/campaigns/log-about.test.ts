import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../campaigns/ports/logbook.ts';
import { publicPurposes } from '../../../campaigns/schedule.ts';
import { concernOf, decisions } from '../../../messages/campaigns/log-decisions.ts';
import { entryLine } from '../../../messages/campaigns/log-lines.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { testRecord } from '../../support/record.ts';

const languages = await loadLanguages();
const record = testRecord();
const zone = 'America/Lima';
const at = Temporal.Instant.from('2027-01-12T15:00:00Z');
const linkTo = () => 'https://discord.example/1';
const channelId = '100000000000000003';
const post = {
  purpose: 'remembrance',
  subject: 'day-of-mourning',
  slot: '2027-01-09T10:00',
  channelIds: [channelId],
} as const;

type Decision = Extract<LogEntry, { kind: 'decision' }>;
const decision = (what: string, more: Partial<Decision> = {}): Decision => ({
  kind: 'decision',
  at,
  by: '100000000000000002',
  what,
  details: {},
  about: { title: null, post: null },
  deliveryId: null,
  ...more,
});

/** A decision of each name, as the store writes it, and what its line has to name. */
function sample(what: string): {
  readonly entry: Decision;
  readonly names: Readonly<Record<'en' | 'es', readonly string[]>>;
} {
  const title = 'The *long* march @everyone';
  const same = (...names: readonly string[]) => ({ en: names, es: names });
  switch (concernOf(what)) {
    case 'action':
    case 'announcement': {
      const details = what.startsWith('action.') ? { action: 'x' } : { announcement: 'x' };
      return {
        entry: decision(what, { details, about: { title, post: null } }),
        names: same('\\*long\\* march \\@everyone'),
      };
    }
    case 'post':
      return {
        entry: decision(what, { about: { title: null, post } }),
        names: {
          en: [
            'remembrance “Title of day-of-mourning”, Saturday 9 January 2027, 10:00',
            `in <#${channelId}>`,
          ],
          es: [
            'día de memoria «Title of day-of-mourning (es)»',
            '9 de enero de 2027, 10:00',
            `en <#${channelId}>`,
          ],
        },
      };
    case 'channel':
      return { entry: decision(what, { details: { channel: channelId } }), names: same(`<#${channelId}>`) };
    case 'settings':
      return {
        entry: decision(what, { details: { zone: 'UTC → America/Lima', digest: '09:00 → 10:00' } }),
        names: { en: ['time zone, time of the digest'], es: ['zona horaria, hora del resumen'] },
      };
    case 'approvals':
      return {
        entry: decision(what, { details: { approvals: '0 → 2', unanswered: 'hold → post' } }),
        names: { en: ['two people approve', 'post it'], es: ['aprueban dos personas', 'sale'] },
      };
    case 'role':
      return { entry: decision(what, { details: { organiserRole: ' → 77' } }), names: same('<@&77>') };
    case null:
      return { entry: decision(what), names: same() };
  }
}

describe.each(['en', 'es'] as const)('a line of the log, in %s,', (language) => {
  const speech = languages.in(language);
  const line = (entry: LogEntry): string => entryLine(entry, { zone }, record, linkTo, speech);

  test.each(Object.keys(decisions))('names what %s is about', (what) => {
    const { entry, names } = sample(what);
    const full = line(entry);
    for (const name of names[language]) expect(full).toContain(name);
    expect(full).not.toMatch(/\{\{|undefined|null|\s[,.:]|: \.|,\s*,|→|log\./);
    expect(full.endsWith('.')).toBe(true);
    // Older rows know less, and still make a sentence.
    const bare = line(decision(what));
    expect(bare).not.toMatch(/\{\{|undefined|null|\s[,.:]|: \.|,\s*,/);
    expect(names[language].length === 0 ? bare === full : bare.length < full.length).toBe(true);
  });

  test.each([...publicPurposes, 'planning-note', 'notice'] as const)(
    'names a post that is a %s',
    (purpose) => {
      const about = { title: 'Vigil', post: { ...post, purpose, subject: 'x', channelIds: [] } };
      const said = line(decision('slot.skip', { about }));
      expect(said.includes('Vigil')).toBe(!['remembrance', 'planning-note'].includes(purpose));
      expect(said).not.toMatch(/\{\{|\s[,.:]|,\s*,/);
    },
  );

  test('says where a post was moved to, and which channel took the place of which', () => {
    const moved = decision('slot.move', {
      details: { from: '2027-01-09T10:00', to: '2027-01-09T12:30' },
      about: { title: null, post },
    });
    expect(line(moved)).toContain('12:30');
    expect(line(decision('channel.replace', { details: { channel: '1 → 2' } }))).toMatch(/<#2> .* <#1>/);
  });

  test('names some of many channels, and that nobody has the role any more', () => {
    const channelIds = ['1', '2', '3', '4', '5'];
    const many = decision('slot.skip', { about: { title: null, post: { ...post, channelIds } } });
    expect(line(many)).toContain('<#1> <#2> <#3> ….');
    const cleared = decision('campaign.organiser-role', { details: { organiserRole: '77 → ' } });
    expect(line(cleared)).toMatch(/“Manage Server”|«Administrar servidor»/);
  });

  test('cuts a long title, and never lets one mention anybody', () => {
    const about = { title: `<@&1> @here ${'word '.repeat(60)}`, post: null };
    const said = line(decision('action.close', { details: { action: 'x' }, about }));
    expect(said.length).toBeLessThan(250);
    expect(said).not.toMatch(/(?<!\\)@here|(?<!\\)<@&1>/);
  });

  test('tells of a draft that was deleted since that it was', () => {
    const said = line(decision('action.draft', { details: { action: 'x' } }));
    expect(said).toMatch(/deleted since|se borró después/);
  });

  test('says of what happened late when it was due', () => {
    const logged = { ...post, channelId, deliveryId: 'd', guildId: '1', zone, title: null, messageId: null };
    const dueAt = Temporal.Instant.from('2027-01-09T15:00:00Z');
    const missed = (when: Temporal.Instant): LogEntry => ({
      kind: 'post',
      at: when,
      post: { ...logged, dueAt },
      state: 'missed',
      reason: 'late',
      cause: null,
      takenDown: null,
    });
    expect(line(missed(at))).toMatch(/(due|para el) 9 .*10:00/);
    expect(line(missed(dueAt))).not.toMatch(/(due|para el) 9 /);
    expect(line(missed(at))).toContain('day-of-mourning');
  });
});
