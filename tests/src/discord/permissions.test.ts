import { PermissionFlagsBits as P } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { judgeAccess, judgeSight, type ChannelFacts } from '../../../src/discord/access.ts';
import { resolvePermissions } from '../../../src/discord/permissions.ts';

const guild = '1';
const needed = P.ViewChannel | P.SendMessages | P.ReadMessageHistory | P.AttachFiles | P.EmbedLinks;
const bot = { userId: '9', roleIds: ['5', '6'], owner: false };
const roles = [
  { id: guild, permissions: P.ViewChannel },
  { id: '5', permissions: P.SendMessages },
  { id: '6', permissions: 0n },
];
const facts: ChannelFacts = {
  guildId: guild,
  name: 'general',
  type: 0,
  thread: null,
  overwrites: [],
  roles: [{ id: guild, permissions: needed }],
  bot,
};

describe('permissions', () => {
  test('add up over roles', () => {
    expect(resolvePermissions(guild, bot, roles, [])).toBe(P.ViewChannel | P.SendMessages);
  });

  test('are changed by @everyone, then roles together, then the member', () => {
    const overwrites = [
      { id: '9', type: 1 as const, allow: P.ViewChannel, deny: 0n },
      { id: '5', type: 0 as const, allow: 0n, deny: P.SendMessages | P.ViewChannel },
      { id: '6', type: 0 as const, allow: P.SendMessages, deny: 0n },
      { id: guild, type: 0 as const, allow: P.AttachFiles, deny: 0n },
    ];
    expect(resolvePermissions(guild, bot, roles, overwrites)).toBe(
      P.ViewChannel | P.SendMessages | P.AttachFiles,
    );
  });

  test('of an administrator and of the owner are all, whatever a channel says', () => {
    const deny = [{ id: guild, type: 0 as const, allow: 0n, deny: P.ViewChannel }];
    const admin = [{ id: guild, permissions: P.Administrator }];
    expect(resolvePermissions(guild, bot, admin, deny) & P.ViewChannel).toBe(P.ViewChannel);
    expect(resolvePermissions(guild, { ...bot, owner: true }, roles, deny) & P.ViewChannel).toBe(
      P.ViewChannel,
    );
  });
});

describe('a channel', () => {
  test('is usable, and says whether everybody sees it', () => {
    expect(judgeAccess(facts)).toMatchObject({
      kind: 'usable',
      name: 'general',
      type: 'text',
      private: false,
    });
    const hidden = [
      { id: guild, type: 0 as const, allow: 0n, deny: P.ViewChannel },
      { id: '9', type: 1 as const, allow: P.ViewChannel, deny: 0n },
    ];
    expect(judgeAccess({ ...facts, overwrites: hidden })).toMatchObject({ kind: 'usable', private: true });
  });

  test('names what is missing', () => {
    const overwrites = [{ id: guild, type: 0 as const, allow: 0n, deny: P.SendMessages | P.AttachFiles }];
    expect(judgeAccess({ ...facts, overwrites })).toEqual({
      kind: 'missing-permissions',
      name: 'general',
      missing: ['SendMessages', 'AttachFiles'],
    });
  });

  test('of a kind that holds no posts is refused', () => {
    expect(judgeAccess({ ...facts, type: 15 })).toEqual({
      kind: 'wrong-type',
      name: 'general',
      type: 'GuildForum',
    });
    expect(judgeAccess({ ...facts, type: 2 })).toMatchObject({ kind: 'wrong-type', type: 'GuildVoice' });
  });

  test('is taken as installed where nobody can say what the bot may do', () => {
    expect(judgeAccess({ ...facts, roles: [], bot: null })).toMatchObject({ kind: 'usable', private: true });
  });
});

describe('what only some posts need', () => {
  test('is named where it is missing, and refuses nothing', () => {
    const access = judgeAccess(facts);
    expect(access).toMatchObject({
      kind: 'usable',
      lacks: ['PinMessages', 'ManageMessages', 'MentionEveryone'],
    });
    const more = [{ id: guild, permissions: needed | P.PinMessages | P.MentionEveryone }];
    expect(judgeAccess({ ...facts, roles: more })).toMatchObject({ lacks: ['ManageMessages'] });
    expect(judgeAccess({ ...facts, bot: null })).not.toHaveProperty('lacks');
  });
});

describe('a thread', () => {
  const thread = {
    ...facts,
    type: 11,
    roles: [{ id: guild, permissions: needed | P.SendMessagesInThreads }],
  };

  test('that is archived is usable, and one that is locked is not', () => {
    const state = { archived: true, locked: false };
    expect(judgeAccess({ ...thread, thread: state })).toMatchObject({ kind: 'usable', archived: true });
    expect(judgeAccess({ ...thread, thread: { ...state, archived: false } })).not.toHaveProperty('archived');
    expect(judgeAccess({ ...thread, thread: { ...state, locked: true } })).toEqual({
      kind: 'locked-thread',
      name: 'general',
    });
  });

  test('needs its own permission to write', () => {
    const state = { archived: false, locked: false };
    expect(judgeAccess({ ...thread, thread: state, roles: facts.roles })).toMatchObject({
      kind: 'missing-permissions',
      missing: ['SendMessagesInThreads'],
    });
  });
});

describe('who can see a channel', () => {
  const somebody = { userId: '9', roleIds: ['5'], owner: false };
  const hidden = [
    { id: guild, type: 0 as const, allow: 0n, deny: P.ViewChannel },
    { id: '6', type: 0 as const, allow: P.ViewChannel, deny: 0n },
  ];
  test('is who its permissions let see it', () => {
    expect(judgeSight(facts, somebody)).toBe('seen');
    expect(judgeSight({ ...facts, overwrites: hidden }, somebody)).toBe('hidden');
    expect(judgeSight({ ...facts, overwrites: hidden }, { ...somebody, roleIds: ['6'] })).toBe('seen');
    expect(judgeSight({ ...facts, overwrites: hidden }, { ...somebody, owner: true })).toBe('seen');
  });

  test('is who was added, in a private thread, or who moderates threads', () => {
    const thread = { ...facts, type: 12 };
    expect(judgeSight(thread, somebody)).toBe('if-joined');
    expect(judgeSight({ ...thread, overwrites: hidden }, somebody)).toBe('hidden');
    const moderator = [{ id: guild, permissions: P.ViewChannel | P.ManageThreads }];
    expect(judgeSight({ ...thread, roles: moderator }, somebody)).toBe('seen');
  });
});

test('a forum is no channel to post to', () => {
  expect(judgeAccess({ ...facts, type: 15 })).toEqual({
    kind: 'wrong-type',
    name: 'general',
    type: 'GuildForum',
  });
});
