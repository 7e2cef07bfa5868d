/**
 * Something that the person who runs the app has to settle. The message is whole sentences for them: what is
 * wrong, and what to do. It is printed without a stack.
 */
export class Problem extends Error {
  override readonly name: string = 'Problem';
}
