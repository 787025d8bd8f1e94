import { z } from 'zod';
import { registrationSchema, tokenLifetimeSeconds } from '#lib/accounts/index';
import { instant } from '#lib/api/schemas/common';

export const newBidderSchema = registrationSchema.meta({ id: 'NewBidder' });

export const bidderSchema = z.object({ id: z.int(), username: z.string() }).meta({ id: 'Bidder' });

export const newTokenSchema = z
  .object({
    username: z.string().min(1, 'Send your username.').meta({ description: 'Or your e-mail address' }),
    password: z.string().min(1, 'Send your password.'),
    expires_in: z
      .int('Send a whole number of seconds.')
      .min(tokenLifetimeSeconds.min, 'A token lives for at least a second.')
      .max(tokenLifetimeSeconds.max, 'A token lives for at most 365 days.')
      .optional()
      .meta({ description: 'Seconds; 30 days when absent' }),
  })
  .meta({ id: 'NewToken' });

export const tokenSchema = z
  .object({ token: z.string().meta({ description: 'Shown this once' }), expires_at: instant })
  .meta({ id: 'Token' });
