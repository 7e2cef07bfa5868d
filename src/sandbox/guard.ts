/** Who may talk to the sandbox: what a browser says about where a request comes from. */
export interface Caller {
  /** The Host header: the address that the caller typed. */
  readonly host: string | undefined;
  /** The Origin header, which browsers send and bots do not. */
  readonly origin: string | undefined;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses what a foreign web page makes a browser send: a Host that is not ours (a name that was rebound to
 * this machine), or an Origin other than the Host.
 *
 * @param hosts further host names, without a port, under which the sandbox may be reached
 * @returns why the caller is refused, or null
 */
export function refusal(caller: Caller, hosts: readonly string[]): string | null {
  const host = caller.host ?? '';
  if (![...loopback, ...hosts].includes(host.replace(/:\d+$/, '').toLowerCase())) {
    return 'this host name is not served here';
  }
  if (caller.origin === undefined) return null;
  if (URL.canParse(caller.origin) && new URL(caller.origin).host === host.toLowerCase()) return null;
  return 'requests of other web sites are not served';
}
