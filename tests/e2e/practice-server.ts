import { startApp, type AppProcess } from './app-process.ts';

/** Starts the app as who tries it out does: without a token. `address` is that of the page. */
export async function startPractice(
  DATA_DIR: string,
  PORT = '0',
): Promise<{ readonly app: AppProcess; readonly address: string }> {
  const app = startApp({ DATA_DIR, PORT });
  const [, address = ''] = await app.said(/practice server is open: (\S+)/);
  return { app, address };
}
