import type { CasualtiesClaim } from '../schema/claim.ts';

export type Harm = CasualtiesClaim['harm'];

/** What befell people, by the beginnings of the words for it in English and Spanish, without accents. */
const patterns: readonly (readonly [Harm, RegExp])[] = [
  [
    'killed',
    /^(?:kill|dead$|death|die[ds]?$|dying$|murder|slain$|massacr|masacr|fatal|lethal|muert|muri(?:o|eron)$|muer[ea]n?$|fallec|asesin|mat(?:o|aron|ad[oa]s?|aban|an|ar)$|decesos?$|abatid)/,
  ],
  ['injured', /^(?:injur|wound|hurt$|herid|hiri(?:o|eron)$|lesion)/],
  ['detained', /^(?:detain|detention|detenid|detuv|detencion|arrest|jail|imprison|encarcel|apresad)/],
  ['attacked', /^(?:attack|assault|aggress|agre(?:did|dier|sion)|ataca|ataque)/],
];

/** What befell somebody, as one word says it: "wounded" is `injured`. */
export function harmIn(token: string): Harm | undefined {
  return patterns.find(([, pattern]) => pattern.test(token))?.[0];
}
