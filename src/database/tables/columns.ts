import type { ColumnType, JSONColumnType } from 'kysely';
import type { Temporal } from 'temporal-polyfill';

/** Comes as an instant; goes in as its text, because the driver would send an object as JSON. */
export type Moment = ColumnType<Temporal.Instant, string, string>;
export type MaybeMoment = ColumnType<Temporal.Instant | null, string | null | undefined, string | null>;
/** The same where the database fills in its own time when it is left out. */
export type UsualMoment = ColumnType<Temporal.Instant, string | undefined, string>;
/** A time that the database fills in, and that stays. */
export type Stamp = ColumnType<Temporal.Instant, string | undefined, never>;
/** Read as unknown and parsed; written as text. */
export type Json = JSONColumnType<object>;
/** The same where the database fills it in when it is left out. */
export type UsualJson = ColumnType<object, string | undefined, string>;
export type MaybeJson = JSONColumnType<object | null, string | null | undefined, string | null>;
