/** The custom ids of what is done with uploaded files: a route and opaque ids. They carry no authority. */
export const importRoutes = {
  /** Opens the form: `:<campaign or any>`. */
  again: 'import-again',
  /** `:<campaign or any>` */
  form: 'import-form',
  /** `:<import>:<page>` */
  page: 'import-page',
  /** `:<import>:<page>:<channel or role of the file>`, the one of this server as value. */
  choose: 'import-choose',
  /** `:<import>:<version of the campaign or new>:<what was shown>` */
  yes: 'import-yes',
  /** `:<import>` */
  no: 'import-no',
  /** `:<import>` */
  drafts: 'import-drafts',
  publish: 'import-publish',
} as const;

/** Where a form belongs to no campaign yet. */
export const anyCampaign = 'any';

/** A custom id of the route and what stands behind it; none of the parts has a colon. */
export function importId(route: keyof typeof importRoutes, ...parts: readonly (string | number)[]): string {
  return [importRoutes[route], ...parts].join(':');
}
