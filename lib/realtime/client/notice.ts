/** The reader's notices as the bell shows them, fetched when the push service says that there is something new. */
import type { Route } from 'next';

export interface LiveNotice {
  /** Decimal digits; rises with time. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** Where it leads, within the site. */
  readonly path: Route;
  readonly label: string;
}

export interface NoticesAnswer {
  readonly unread: number;
  /** Newest first. */
  readonly newest: readonly LiveNotice[];
}

/** An address elsewhere (`//host` is one too) is not followed. */
const isWithinSite = (path: unknown): path is Route =>
  typeof path === 'string' && path.startsWith('/') && !path.startsWith('//');

const textFields = ['id', 'kind', 'title', 'path', 'label'] as const;

function decodeNotice(value: unknown): LiveNotice[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = new Map(Object.entries(value));
  const [id, kind, title, path, label] = textFields.map((name) => fields.get(name));
  if (typeof id !== 'string' || typeof kind !== 'string' || typeof title !== 'string') return [];
  return isWithinSite(path) && typeof label === 'string' ? [{ id, kind, title, path, label }] : [];
}

/** @throws when the server cannot be reached or answers something else. */
export async function readNotices(): Promise<NoticesAnswer> {
  const response = await fetch('/live/notices', { cache: 'no-store' });
  if (!response.ok) throw new Error(`GET /live/notices answered ${response.status}`);
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || !('unread' in body) || !('newest' in body))
    throw new Error('GET /live/notices answered something else');
  const newest = Array.isArray(body.newest) ? body.newest.flatMap(decodeNotice) : [];
  return { unread: Number(body.unread), newest };
}

/** Those that came after `seenId`, oldest first. @param seenId null when the reader had none. */
export function newerThan(notices: readonly LiveNotice[], seenId: string | null): readonly LiveNotice[] {
  const seen = BigInt(seenId ?? 0);
  return notices.filter(({ id }) => BigInt(id) > seen).toReversed();
}
