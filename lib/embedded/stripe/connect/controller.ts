import type { AccountCreateParams } from '#lib/embedded/stripe/connect/account-params';
import { refuseParameter } from '#lib/embedded/stripe/errors';
import type { AccountController } from '#lib/embedded/stripe/objects/account';

const controllers: Readonly<Record<'custom' | 'express' | 'standard', AccountController>> = {
  custom: {
    fees: { payer: 'application' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'application',
    stripe_dashboard: { type: 'none' },
    type: 'application',
  },
  express: {
    fees: { payer: 'application_express' },
    is_controller: true,
    losses: { payments: 'application' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'express' },
    type: 'application',
  },
  standard: {
    fees: { payer: 'account' },
    is_controller: true,
    losses: { payments: 'stripe' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: 'full' },
    type: 'application',
  },
};

/** Returns who answers for an account, from its type or spelled out. @throws Refusal 400 when given both. */
export function controllerOf(params: AccountCreateParams): AccountController {
  if (params.type !== undefined && params.controller !== undefined)
    throw refuseParameter('You may only specify one of these parameters: type, controller.');
  const asked = params.controller;
  const standard = controllers[params.type ?? 'standard'];
  return {
    ...standard,
    fees: { payer: asked?.fees?.payer ?? standard.fees.payer },
    losses: { payments: asked?.losses?.payments ?? standard.losses.payments },
    requirement_collection: asked?.requirement_collection ?? standard.requirement_collection,
    stripe_dashboard: { type: asked?.stripe_dashboard?.type ?? standard.stripe_dashboard.type },
  };
}
