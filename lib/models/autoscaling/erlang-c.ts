export type ErlangC =
  | { readonly stable: false }
  | {
      readonly stable: true;
      /** Between 0 and 1, to 9 digits. */
      readonly probabilityWait: number;
      /** Over all requests, those that do not wait included; to 9 digits. */
      readonly meanWaitMin: number;
    };

/**
 * The queue M/M/c: how likely a request finds all servers busy, and how long it waits on average. With
 * as much load as servers, or more, the queue grows without end.
 *
 * Source: A. K. Erlang (1917), by the recursion of Erlang B, which stays exact for many servers.
 */
export function erlangC({
  servers,
  arrivalPerMin,
  servicePerMin,
}: {
  readonly servers: number;
  readonly arrivalPerMin: number;
  readonly servicePerMin: number;
}): ErlangC {
  const load = arrivalPerMin / servicePerMin;
  if (load >= servers) return { stable: false };
  let blocked = 1;
  for (let server = 1; server <= servers; server += 1) {
    blocked = (load * blocked) / (server + load * blocked);
  }
  const probabilityWait = blocked / (1 - (load / servers) * (1 - blocked));
  const meanWaitMin = probabilityWait / (servers * servicePerMin - arrivalPerMin);
  return { stable: true, probabilityWait: nineDigits(probabilityWait), meanWaitMin: nineDigits(meanWaitMin) };
}

function nineDigits(value: number): number {
  return Number(value.toFixed(9));
}
