/** What the processes of `push-broadcast.ts` say to each other. */

export const APP = { appId: '1', key: 'bench-key', secret: 'bench-secret' };

export type ServerCommand =
  | { readonly type: 'measure_memory' }
  | { readonly type: 'measure_time' }
  | { readonly type: 'broadcast'; readonly text: string; readonly times: number };

export type ServerReply =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'memory'; readonly rssBytes: number }
  | { readonly type: 'time'; readonly cpuMicroseconds: number };

export type CrowdCommand =
  | { readonly type: 'connect'; readonly port: number; readonly sockets: number; readonly channel: string }
  | { readonly type: 'expect'; readonly bytes: number }
  | { readonly type: 'request'; readonly port: number; readonly text: string; readonly times: number }
  | { readonly type: 'disconnect' };

export type CrowdReply =
  | { readonly type: 'connected' }
  | { readonly type: 'expecting' }
  | { readonly type: 'received'; readonly atMs: number }
  | { readonly type: 'disconnected' };
