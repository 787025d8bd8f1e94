import pino from 'pino';
import { environment } from '#lib/platform/env';
import { processWide } from '#lib/platform/singleton';

const secretPaths = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'email',
  '*.password',
  '*.token',
  '*.email',
];

/** The process's structured log. Internals go here and nowhere else; fields that could hold a secret are censored. */
export const log = (): pino.Logger =>
  processWide('log', () =>
    pino({ level: environment().logLevel, redact: secretPaths, base: null }, pino.destination(2)),
  );
