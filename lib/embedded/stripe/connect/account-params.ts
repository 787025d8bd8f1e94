import { z } from 'zod';
import {
  choice,
  clearableText,
  emailAddress,
  flag,
  metadata,
  text,
  webAddress,
} from '#lib/embedded/stripe/api/params';
import { capabilityNames } from '#lib/embedded/stripe/objects/account';

const businessProfileParams = z.strictObject({
  mcc: text(4).optional(),
  name: clearableText().optional(),
  product_description: clearableText().optional(),
  support_email: emailAddress().optional(),
  support_phone: text(20).optional(),
  support_url: webAddress().optional(),
  url: webAddress().optional(),
});

const controllerParams = z.strictObject({
  fees: z.strictObject({ payer: choice(['account', 'application']).optional() }).optional(),
  losses: z.strictObject({ payments: choice(['application', 'stripe']).optional() }).optional(),
  requirement_collection: choice(['application', 'stripe']).optional(),
  stripe_dashboard: z.strictObject({ type: choice(['express', 'full', 'none']).optional() }).optional(),
});

export const accountUpdateParams = {
  business_profile: businessProfileParams.optional(),
  business_type: choice(['company', 'government_entity', 'individual', 'non_profit']).optional(),
  capabilities: z.partialRecord(z.enum(capabilityNames), z.strictObject({ requested: flag() })).optional(),
  email: emailAddress().optional(),
  metadata: metadata().optional(),
};

export const accountCreateParams = {
  ...accountUpdateParams,
  controller: controllerParams.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Invalid country: must be a two-letter code')
    .optional(),
  type: choice(['custom', 'express', 'standard']).optional(),
};

export type AccountCreateParams = z.output<z.ZodObject<typeof accountCreateParams>>;
export type AccountUpdateParams = z.output<z.ZodObject<typeof accountUpdateParams>>;
