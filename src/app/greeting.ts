import type { Role } from '../config.ts';
import { installLink, type Application } from '../discord/application.ts';

export interface Greeting {
  readonly application: Application;
  readonly origin: string;
  readonly practice: boolean;
  readonly role: Role;
}

/** What the person who started the app reads when everything runs: where to go, and what is left to do. */
export function greeting({ application, origin, practice, role }: Greeting): string {
  if (practice) {
    return [
      '',
      `The practice server is open: ${origin}`,
      'Nothing leaves this machine. Stop it with Ctrl-C; it remembers everything.',
      'For Discord itself, start with DISCORD_TOKEN set (README.md, "On Discord").',
      '',
    ].join('\n');
  }
  const halves = {
    all: 'answers people, and plans and posts',
    bot: 'answers people',
    worker: 'plans and posts',
  };
  const todo = application.portalHints.map((hint) => `  - ${hint}`);
  return [
    '',
    `${application.botName} is ready (application ${application.id}). This process ${halves[role]}.`,
    `Invite it to a server: ${installLink(application)}`,
    ...(todo.length > 0
      ? [`To settle at https://discord.com/developers/applications/${application.id}:`, ...todo]
      : []),
    `Health: ${origin}/healthz`,
    '',
  ].join('\n');
}
