import { Histogram, type Registry } from 'prom-client';
import type { Dispatch } from '../../commands/dispatch.ts';

export interface AnswerMetrics {
  /** The same dispatch, timed: from the question to the words of the answer, the way to Discord left out. */
  timed(dispatch: Dispatch): Dispatch;
}

/** Discord waits three seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];

export function answerMetrics(registry: Registry): AnswerMetrics {
  const seconds = new Histogram({
    name: 'campaigns_answer_seconds',
    help: 'How long people waited for the words of an answer.',
    labelNames: ['kind'],
    buckets,
    registers: [registry],
  });
  async function time<Result>(kind: string, work: Promise<Result>): Promise<Result> {
    const end = seconds.startTimer({ kind });
    try {
      return await work;
    } finally {
      end();
    }
  }
  return {
    timed: (dispatch) => ({
      command: (...args) => time('command', dispatch.command(...args)),
      menu: (...args) => time('menu', dispatch.menu(...args)),
      suggest: (...args) => time('suggestions', dispatch.suggest(...args)),
      press: (...args) => time('press', dispatch.press(...args)),
    }),
  };
}
