import type { Application } from './application.ts';
import type { ChannelKind } from './channel-names.ts';

/** What a caller of the HTTP API may ask about a channel with `info`. */
export type InfoAttribute = 'user_count' | 'subscription_count' | 'cache';

const ATTRIBUTES: readonly InfoAttribute[] = ['user_count', 'subscription_count', 'cache'];

export type InfoRequest =
  | { readonly ok: true; readonly attributes: readonly InfoAttribute[] }
  | { readonly ok: false; readonly message: string };

/** Reads a comma-separated `info` parameter; absent or empty asks for nothing. */
export function parseInfo(info: string | null | undefined): InfoRequest {
  const attributes: InfoAttribute[] = [];
  for (const name of (info ?? '').split(',')) {
    if (name === '') continue;
    const attribute = ATTRIBUTES.find((known) => known === name);
    if (!attribute) {
      return { ok: false, message: `Unknown info attribute '${name}': ask for ${ATTRIBUTES.join(', ')}` };
    }
    attributes.push(attribute);
  }
  return { ok: true, attributes };
}

/** Whether an attribute exists for this kind of channel, given the settings of the app. */
export function isApplicable(app: Application, attribute: InfoAttribute, kind: ChannelKind): boolean {
  const applicable: Record<InfoAttribute, boolean> = {
    user_count: kind.type === 'presence',
    subscription_count: app.settings.subscriptionCounts,
    cache: kind.isCache,
  };
  return applicable[attribute];
}

/** Returns those of the requested attributes that apply to the channel, occupied or not. */
export function describeChannel(
  app: Application,
  channel: { readonly name: string; readonly kind: ChannelKind },
  attributes: readonly InfoAttribute[],
): Record<string, unknown> {
  const occupied = app.hub.channels.get(channel.name);
  const description: Record<string, unknown> = {};
  for (const attribute of attributes) {
    if (!isApplicable(app, attribute, channel.kind)) continue;
    switch (attribute) {
      case 'user_count':
        description[attribute] = occupied?.roster?.memberCount ?? 0;
        break;
      case 'subscription_count':
        description[attribute] = occupied?.subscribers.size ?? 0;
        break;
      case 'cache':
        description[attribute] = app.hub.cache.describe(channel.name);
    }
  }
  return description;
}
