import { typed } from '../../messages/text.ts';
import type { Choice } from '../contract.ts';
import { UserError } from '../errors.ts';

/**
 * The IANA zone that is meant.
 *
 * @param text its name, case and spaces forgiven
 * @throws UserError when it is none
 */
export function zoneMeant(text: string): string {
  const name = text.trim().replaceAll(' ', '_');
  const known = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === name.toLowerCase());
  const zone = known ?? otherName(name);
  if (zone === undefined) throw new UserError('campaign.errors.zone', { zone: typed(text) });
  return zone;
}

/** Zones whose names have what is being typed in them, those whose city begins so first. */
export function suggestZones(text: string): readonly Choice[] {
  const wanted = plain(text);
  return Intl.supportedValuesOf('timeZone')
    .filter((zone) => plain(zone).includes(wanted))
    .toSorted((a, b) => Number(cityOf(b).startsWith(wanted)) - Number(cityOf(a).startsWith(wanted)))
    .map((zone) => ({ name: zone.replaceAll('_', ' '), value: zone }));
}

/** Names that lists leave out although they are known, such as `UTC` or an old spelling. No bare offsets. */
function otherName(name: string): string | undefined {
  if (!/^[a-z][a-z_/+-]*\d{0,2}$/i.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function cityOf(zone: string): string {
  return plain(zone.slice(zone.lastIndexOf('/') + 1));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('_', ' ').trim().toLowerCase();
}
