/** What an account is made of, and what is asked of each part. Forms and the API validate with the same schema. */
import { z } from 'zod';

export const passwordLength = { min: 10, max: 128 } as const;

export const usernameSchema = z
  .string('Choose a username.')
  .trim()
  .min(3, 'A username has at least 3 characters.')
  .max(30, 'A username has at most 30 characters.')
  .regex(/^[A-Za-z0-9_-]*$/, 'A username has letters, digits, “-” and “_” only.');

const emailSchema = z
  .string('Tell us your e-mail address.')
  .trim()
  .max(254, 'That e-mail address is too long.')
  .pipe(z.email('That is not an e-mail address.'));

export const passwordSchema = z
  .string('Choose a password.')
  .min(passwordLength.min, `A password has at least ${passwordLength.min} characters.`)
  .max(passwordLength.max, `A password has at most ${passwordLength.max} characters.`);

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const registrationSchema = z
  .object({ username: usernameSchema, email: emailSchema, password: passwordSchema })
  .refine(({ username, email, password }) => !sameText(password, username) && !sameText(password, email), {
    path: ['password'],
    message: 'Choose a password other than your username or e-mail address.',
  });

export type Registration = z.infer<typeof registrationSchema>;
