/** The reader's notices as the bell shows them, fetched when the push service says that there is something new. */
import type { Route } from 'next';
import { isAuctionId } from '#lib/auction/identifiers';
import type { AuctionId } from '#lib/auction/types';
import { isNumber, isRecord, type Wire } from '#lib/auction/wire-fields';

export interface LiveNotice {
  /** Decimal digits; rises with time. */
  readonly id: string;
  readonly auctionId: AuctionId;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
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

const textFields = ['id', 'kind', 'title', 'body', 'label'] as const;
type Worded = Readonly<Record<(typeof textFields)[number], string>>;

const isWorded = (fields: Wire): fields is Wire & Worded =>
  textFields.every((name) => typeof fields[name] === 'string');

function decodeNotice(value: unknown): LiveNotice[] {
  if (!isRecord(value) || !isWorded(value)) return [];
  const { id, auction_id: auctionId, kind, title, body, path, label } = value;
  if (!isNumber(auctionId) || !isAuctionId(auctionId) || !isWithinSite(path)) return [];
  return [{ id, auctionId, kind, title, body, path, label }];
}

/** A look that gets no answer is given up, so that those that follow do not queue behind it. */
const timeoutMs = 8000;

/** @throws when the server cannot be reached or answers something else. */
export async function readNotices(): Promise<NoticesAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch('/live/notices', { cache: 'no-store', signal });
  if (!response.ok) throw new Error(`GET /live/notices answered ${response.status}`);
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || !('unread' in body) || !('newest' in body))
    throw new Error('GET /live/notices answered something else');
  const newest = Array.isArray(body.newest) ? body.newest.flatMap(decodeNotice) : [];
  return { unread: Number(body.unread), newest };
}

/** The newest notice that the reader was told of. */
export interface SeenNotice {
  /** null when there was none. */
  readonly id: string | null;
  /** null when it is not known: it was there when the server rendered. */
  readonly body: string | null;
}

/**
 * What is news, oldest first: those that came after the newest seen, and that one itself if it says something else by now, as one
 * does whose reader was outbid again within moments.
 */
export function newsSince(notices: readonly LiveNotice[], seen: SeenNotice): readonly LiveNotice[] {
  const seenId = BigInt(seen.id ?? 0);
  const isNews = ({ id, body }: LiveNotice): boolean =>
    BigInt(id) > seenId || (id === seen.id && seen.body !== null && body !== seen.body);
  return notices.filter(isNews).toReversed();
}
