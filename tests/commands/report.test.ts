import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { createDispatch } from '../../commands/dispatch.ts';
import type { Asker } from '../../commands/contract.ts';
import { standardRegistry } from '../../commands/registry.ts';
import { answerOf, buttonOf, readAloud } from '../support/asking.ts';
import { menuMessage } from '../support/menu-message.ts';
import { brokenLimits } from '../support/message-limits.ts';
import { ids, languages, organising } from '../support/organising.ts';

const world = await organising();
const { deps } = world;
const dispatch = createDispatch(standardRegistry);
let interactions = 700_000_000_000_000_000n;

function member(more: Partial<Asker> = {}): Asker {
  return {
    interactionId: String((interactions += 1n)),
    userId: '100000000000000009',
    guildId: ids.server,
    channelId: ids.channel,
    permissions: { manageServer: false, speak: true },
    roles: [],
    muted: false,
    speech: languages.in('en'),
    ...more,
  };
}

const nothing = { values: [], fields: {} };

/** The custom id of *Report an error* under the answer of a command. */
async function buttonUnder(command: string, options: Record<string, string> = {}): Promise<string> {
  const answer = answerOf(await dispatch.command(command, options, member(), deps));
  expect(brokenLimits(answer)).toEqual([]);
  return buttonOf(answer, 'Report an error');
}

async function formOf(customId: string, asker = member()) {
  const reply = await dispatch.press(customId, nothing, asker, deps);
  if (reply.kind !== 'form') throw new Error(`no form: ${readAloud(answerOf(reply))}`);
  return reply.form;
}

async function submit(customId: string, fields: Record<string, string>, asker = member()): Promise<string> {
  const reply = await dispatch.press(customId, { values: [], fields }, asker, deps);
  expect(reply).toMatchObject({ kind: 'answer', private: true });
  expect(brokenLimits(answerOf(reply))).toEqual([]);
  return readAloud(answerOf(reply));
}

async function notices(): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await sql<{ notice: Record<string, unknown> }>`select notice from notices`.execute(
    world.database.db,
  );
  return rows.map(({ notice }) => notice);
}

/** A campaign that posts; its id. */
async function activeCampaign(): Promise<string> {
  const id = await world.campaign();
  await deps.store.campaigns.setState(ids.server, id, 'active', ids.organiser);
  return id;
}

beforeEach(async () => {
  await world.reset();
  await world.database.db.deleteFrom('reports').execute();
});

describe('Report an error', () => {
  test('goes from the details of a fact to the organisers, with what was shown and typed', async () => {
    await activeCampaign();
    const form = await formOf(await buttonUnder('source', { find: 'claim:count-first' }));
    expect(form.components).toHaveLength(2);
    const said = await submit(form.custom_id, {
      wrong: 'It was\n20. \u0000 @everyone',
      link: 'https://example.org/a',
    });
    expect(said).toContain('sent to the organisers of “Solidarity”');
    expect(said).toContain('see your name');
    expect(await notices()).toEqual([
      {
        kind: 'report',
        pack: 'test',
        claim: 'count-first',
        shown: '19 were shot',
        language: 'en',
        wrong: 'It was\n20.  @everyone',
        link: 'https://example.org/a',
        by: '100000000000000009',
      },
    ]);
  });

  test('of a list asks which of its entries', async () => {
    await activeCampaign();
    const form = await formOf(await buttonUnder('casualties'));
    const [which] = form.components;
    expect(JSON.stringify(which)).toContain('At least 19 people killed');
    const [, value = ''] = /"value":"([\w-]{8})"/.exec(JSON.stringify(which)) ?? [];
    expect(await submit(form.custom_id, { which: value, wrong: 'no', link: '' })).toContain('sent');
    expect(await notices()).toMatchObject([{ claim: expect.stringMatching(/^count-/), link: null }]);
  });

  test('is under the comparison of a message with the record, and asks which of its facts', async () => {
    await activeCampaign();
    const text = 'At least 19 people were killed. How many were killed in all?';
    const answer = answerOf(await dispatch.menu('Check against sources', menuMessage(text), member(), deps));
    expect(brokenLimits(answer)).toEqual([]);
    const form = await formOf(buttonOf(answer, 'Report an error'));
    const [, value = ''] = /"value":"([\w-]{8})"/.exec(JSON.stringify(form)) ?? [];
    const said = await submit(form.custom_id, { which: value, wrong: 'no', link: '' });
    expect(said).toContain('sent to the organisers');
    expect(await notices()).toMatchObject([{ claim: expect.stringMatching(/^count-/), wrong: 'no' }]);
    expect(JSON.stringify(await notices())).not.toContain('How many');
  });

  test('is sent once, however often Discord delivers it', async () => {
    await activeCampaign();
    const form = await formOf(await buttonUnder('casualties', { event: 'claim:day-of-mourning' }));
    const [, which = ''] = /"value":"([\w-]{8})"/.exec(JSON.stringify(form)) ?? [];
    const asker = member();
    const fields = { which, wrong: 'once', link: '' };
    const said = await Promise.all([
      submit(form.custom_id, fields, asker),
      submit(form.custom_id, fields, asker),
    ]);
    expect(said.filter((text) => text.startsWith('Thank you'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('sent already'))).toHaveLength(1);
    expect(await notices()).toHaveLength(1);
  });

  test('that is too much is refused with what was typed, and can be tried again', async () => {
    await activeCampaign();
    const { custom_id: form } = await formOf(await buttonUnder('source', { find: 'claim:count-first' }));
    await submit(form, { wrong: 'first', link: '' });
    const reply = await dispatch.press(
      form,
      { values: [], fields: { wrong: 'my second words', link: '' } },
      member(),
      deps,
    );
    const text = readAloud(answerOf(reply));
    expect(text).toContain('within the last minute');
    expect(text).toContain('my second words');
    await formOf(buttonOf(answerOf(reply), 'Try again'));
    expect(await notices()).toHaveLength(1);
  });

  test.each([
    [{ wrong: '  \n ', link: '' }, 'you wrote nothing'],
    [{ wrong: 'x', link: 'http://example.org' }, 'https://'],
    [{ wrong: 'x', link: 'javascript:alert(1)' }, 'https://'],
    [{ wrong: 'x', link: 'look it up' }, 'https://'],
  ])('with %j is not sent', async (fields, words) => {
    await activeCampaign();
    const { custom_id: form } = await formOf(await buttonUnder('source', { find: 'claim:count-first' }));
    expect(await submit(form, fields)).toContain(words);
    expect(await notices()).toEqual([]);
  });

  test('with nobody to tell says where else to write, before anything is typed', async () => {
    const button = await buttonUnder('source', { find: 'claim:count-first' });
    const alone = readAloud(answerOf(await dispatch.press(button, nothing, member(), deps)));
    expect(alone).toContain('This server has no campaign');
    const compared = answerOf(
      await dispatch.menu('Check against sources', menuMessage('19 were killed'), member(), deps),
    );
    const under = await dispatch.press(buttonOf(compared, 'Report an error'), nothing, member(), deps);
    expect(readAloud(answerOf(under))).toContain('This server has no campaign');
    const direct = readAloud(
      answerOf(await dispatch.press(button, nothing, member({ guildId: null }), deps)),
    );
    expect(direct).toContain('direct message');
  });

  test('of a server whose campaign is paused says when it comes', async () => {
    const id = await activeCampaign();
    await deps.store.campaigns.setState(ids.server, id, 'paused', ids.organiser);
    const { custom_id: form } = await formOf(await buttonUnder('source', { find: 'claim:count-first' }));
    expect(await submit(form, { wrong: 'x', link: '' })).toContain('paused');
    await deps.store.campaigns.setState(ids.server, id, 'archived', ids.organiser);
    expect(await submit(form, { wrong: 'x', link: '' })).toContain('no campaign');
  });

  test.each([
    'report',
    'report:en',
    'report:en:p:claim.0.AAAAAAAA',
    'report:en:p:documents.0',
    'report-of',
    'report-of:en',
    'report-of:en:AAAAAAAA',
    'report-of:?:AAAAAAAA',
    'report-send',
    'report-send:en:AAAAAAAA',
    'report-send:?',
  ])('with a forged id is answered helpfully: %s', async (customId) => {
    await activeCampaign();
    expect(await submit(customId, { wrong: 'x', which: 'x', link: '' })).toContain('out of date');
    expect(world.faults).toEqual([]);
  });

  test('is under an answer that is shared too, and speaks the language of the answer', async () => {
    await activeCampaign();
    const reply = await dispatch.command(
      'source',
      { find: 'claim:count-first', share: true, language: 'es' },
      member(),
      deps,
    );
    const form = await formOf(buttonOf(answerOf(reply), 'Avisar de un error'));
    expect(form.title).toBe('Avisar de un error');
    await submit(form.custom_id, { wrong: 'x', link: '' });
    expect(await notices()).toMatchObject([{ language: 'es', shown: '19 were shot (es)' }]);
  });
});
