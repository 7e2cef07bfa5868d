import { collectDefaultMetrics, Registry } from 'prom-client';
import { answerMetrics, type AnswerMetrics } from './answers.ts';
import { deliveryMetrics, type DeliveryMetrics } from './deliveries.ts';
import { discordMetrics, type DiscordMetrics } from './discord.ts';
import { plannerMetrics, type PlannerMetrics } from './planner.ts';
import { queueMetrics, type QueueMetrics } from './queue.ts';

/** What is counted and timed, for `/metrics`. No name of a person, server or campaign is among the labels. */
export interface Metrics {
  readonly answers: AnswerMetrics;
  readonly deliveries: DeliveryMetrics;
  readonly discord: DiscordMetrics;
  readonly planner: PlannerMetrics;
  readonly queue: QueueMetrics;
  readonly contentType: string;
  /** Everything in the text format of Prometheus. What cannot be read at the moment is left out. */
  text(): Promise<string>;
}

/** The metrics of one process, in a registry of their own: two apps in one process share nothing. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    answers: answerMetrics(registry),
    deliveries: deliveryMetrics(registry),
    discord: discordMetrics(registry),
    planner: plannerMetrics(registry),
    queue: queueMetrics(registry),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
