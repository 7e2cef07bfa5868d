import type { BackendClasses, IQueueBackend } from 'bullmq';
import { jobIdOf, queueName } from '../../src/queue/bullmq-queue.ts';
import { quiet, signal } from './signals.ts';

/** Leaves a failed job behind, as BullMQ leaves one whose workers died too often. */
export async function giveUpWith<B extends IQueueBackend, Connection>(
  classes: BackendClasses<B, Connection>,
  connection: Connection,
  deliveryId: string,
  keyspace: { readonly prefix?: string } = {},
): Promise<void> {
  const jobs = new classes.Queue(queueName, { connection, ...keyspace });
  await jobs.add('deliver', { deliveryId }, { jobId: jobIdOf(deliveryId), removeOnFail: false });
  const failed = signal();
  const worker = new classes.Worker(queueName, () => Promise.reject(new Error('given up')), {
    connection,
    ...keyspace,
  });
  worker.on('failed', () => failed.give());
  worker.on('error', (err) => quiet.error({ err }));
  await failed.given;
  await worker.close();
  await jobs.close();
}
