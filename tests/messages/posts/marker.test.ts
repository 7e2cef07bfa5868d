import { describe, expect, test } from 'vitest';
import { markerId, markerOf } from '../../../messages/posts/marker.ts';

const row = (...ids: unknown[]) => ({
  type: 1,
  components: ids.map((custom_id) => ({ type: 2, custom_id })),
});

describe('the mark of a post', () => {
  test('is found wherever its button stands', () => {
    expect(markerOf([row('other:thing'), row('x', markerId('abcdefghijklmno-'))])).toBe('abcdefghijklmno-');
  });

  test.each([
    ['no components', []],
    ['nothing at all', undefined],
    ['something else', 'post:abcdefghijklmnop'],
    ['another button', [row('post')]],
    ['an id of another length', [row('post:abc')]],
    ['something behind the id', [row('post:abcdefghijklmnop:more')]],
    ['a link button', [row(undefined)]],
    ['a component of Components V2', [{ type: 10, content: 'post:abcdefghijklmnop' }]],
  ])('%s: none', (_name, components) => {
    expect(markerOf(components)).toBeNull();
  });
});
