/**
 * Who listens, where the push service is in this process and so can be asked. A hosted one is not asked before every message:
 * there everything is sent, as if somebody always listened.
 */
import { processWide } from '#lib/platform/singleton';

interface Audience {
  isListening: (channel: string) => boolean;
}

const audience = (): Audience => processWide('push-audience', () => ({ isListening: () => true }));

/** Whether anybody may be listening to a channel. Whoever begins to listen fetches the state then. */
export const mayBeHeard = (channel: string): boolean => audience().isListening(channel);

/** From now on the push service of this process is asked. */
export function askAudience(isListening: (channel: string) => boolean): void {
  audience().isListening = isListening;
}
