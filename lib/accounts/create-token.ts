import { epochMs } from '#lib/auction/instants';
import type { BidderId, EpochMs } from '#lib/auction/types';
import { drawToken, hashToken } from '#lib/accounts/token-secret';
import { database } from '#lib/db/client';

const day = 24 * 3600;
/** How long a token may live, in seconds. */
export const tokenLifetimeSeconds = { default: 30 * day, min: 1, max: 365 * day } as const;

const msPerSecond = 1000;

export interface CreateTokenRequest {
  readonly bidderId: BidderId;
  /** Within `tokenLifetimeSeconds`. */
  readonly expiresInSeconds?: number | undefined;
}

export interface CreatedToken {
  /** Shown this once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: EpochMs;
}

export async function createToken({ bidderId, expiresInSeconds }: CreateTokenRequest): Promise<CreatedToken> {
  const lifetimeSeconds = expiresInSeconds ?? tokenLifetimeSeconds.default;
  if (lifetimeSeconds < tokenLifetimeSeconds.min || lifetimeSeconds > tokenLifetimeSeconds.max)
    throw new RangeError(`A token cannot live for ${lifetimeSeconds} seconds`);
  const token = drawToken();
  const expiresAt = epochMs(Date.now() + lifetimeSeconds * msPerSecond);
  await database().session.create({
    data: { bidderId, kind: 'token', tokenHash: hashToken(token), expiresAt: new Date(expiresAt) },
  });
  return { token, expiresAt };
}
