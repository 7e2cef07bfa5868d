import { organising, type Organising, type Seen } from './organising.ts';

/** A petition as it is typed. */
export const petition = {
  title: 'Sign *the* petition',
  text: 'Add your name.',
  when: '2026-12-01',
  where: 'https://example.org/sign?a=1',
  goal: '1,000 signatures',
};

type Fields = Readonly<Record<string, string>>;

/** The world of organisers, with what is done often about actions. It begins on 10 November 2026. */
export async function actionWorld() {
  const world: Organising = await organising('2026-11-10T15:00:00Z');
  const { organiser, deps } = world;
  const { actions } = deps.store;
  const form = async (kind = 'petition') => (await organiser.use('action add', { kind })).form;
  const drafted = async (fields: Fields = petition, kind = 'petition'): Promise<Seen> =>
    await organiser.submit(await form(kind), fields);
  return {
    ...world,
    form,
    /** The card of a new draft. */
    drafted,
    published: async (fields: Fields = petition, kind = 'petition'): Promise<Seen> =>
      await organiser.press((await drafted(fields, kind)).press['Publish']),
    open: async (campaignId: string) => await actions.open(campaignId),
    all: async (campaignId: string) =>
      await actions.list([campaignId], ['draft', 'open', 'closed', 'discarded']),
    reminders: async (campaignId: string) =>
      (await deps.store.campaigns.schedules(campaignId)).filter(({ purpose }) => purpose === 'reminder'),
  };
}
