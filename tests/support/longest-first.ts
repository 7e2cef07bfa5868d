import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts what mostly waits (processes, leases) before everything else, so that the rest runs meanwhile. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => waiting.findIndex((part) => moduleId.includes(part));
    return sorted.toSorted((a, b) => rank(b) - rank(a));
  }
}

/** Later ones start first. */
const waiting = [
  '/tests/drills/',
  '/tests/sandbox-page/',
  '/tests/worker/',
  '/tests/e2e/',
  '/tests/e2e/exactly-once',
];
