/** What the server knows that reads a campaign's file. */
export const known = { packs: ['peru', 'river'], languages: ['en', 'es'] };

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The file of a campaign, without a mistake. */
export const good = `format: 1
campaign:
  name: Solidarity
  pack: peru
  zone: America/Lima
  language: en
times:
  remembrance: 10:00
  planningDays: 7
  digestWeekday: monday
  digest: 09:00
  latenessMinutes: 360
channels:
  - id: "100000000000000003"
    audience: public
    language: en
  - id: "100000000000000004"
    audience: organisers
    language: en
`;
