import { hash } from 'node:crypto';

/** OpenSSL's SHA-256 as 64 hexadecimal digits: the same digest as the rules' portable one, several times as fast. */
export const nativeSha256 = (text: string): string => hash('sha256', text);
