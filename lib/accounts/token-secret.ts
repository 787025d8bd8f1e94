import { createHash, randomBytes } from 'node:crypto';

const prefix = 'gvl_';
const secretBytes = 32;

/** A new API token: 256 random bits, recognisable by its prefix to people and to secret scanners. */
export const drawToken = (): string => prefix + randomBytes(secretBytes).toString('base64url');

/**
 * What is stored of a token. It is random enough that a plain hash cannot be reversed, and a stolen table opens nothing.
 */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
