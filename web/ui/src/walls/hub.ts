import { HttpTransportType, HubConnectionBuilder, JsonHubProtocol, LogLevel } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import type { Hub } from './connection';

export type Protocol = 'messagepack' | 'json';

export function createHub(protocol: Protocol): Hub {
  const hub = new HubConnectionBuilder()
    // WebSockets alone: no negotiation that another web node might answer, and one thing less that can hang.
    .withUrl('/hubs/wall', { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .withHubProtocol(protocol === 'json' ? new JsonHubProtocol() : new MessagePackHubProtocol())
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => Math.random() * 3_000 })
    .configureLogging(LogLevel.None)
    .build();
  hub.serverTimeoutInMilliseconds = 6_000;
  hub.keepAliveIntervalInMilliseconds = 5_000;
  return hub;
}
