import { z } from 'zod';
import { list, parseParams, text } from '#lib/embedded/stripe/api/params';
import type { FormGroup } from '#lib/embedded/stripe/api/form';
import type { Declined } from '#lib/embedded/stripe/errors';
import type { Scope } from '#lib/embedded/stripe/store/scope';

export type Method = 'GET' | 'POST' | 'DELETE';

/** The names in `/v1/charges/:id/refunds/:refund`. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

export interface Call<Path extends string, Params> {
  readonly scope: Scope;
  readonly path: Readonly<Record<NamesIn<Path>, string>>;
  readonly params: Params;
}

export interface RouteAnswer {
  readonly answer: object | Declined;
  /** Fields to replace by the objects they name, such as `latest_charge.balance_transaction`. */
  readonly expand: readonly string[];
}

export interface Route {
  readonly method: Method;
  readonly path: string;
  run(call: {
    readonly scope: Scope;
    readonly path: Readonly<Record<string, string>>;
    readonly form: FormGroup;
  }): RouteAnswer;
}

const expandParam = list(text(500), 50).optional();

/** One endpoint: where it is, which parameters it takes, and what it does with them. Every endpoint takes `expand`. */
export function route<const Path extends string, Shape extends z.core.$ZodLooseShape>(endpoint: {
  readonly method: Method;
  readonly path: Path;
  readonly params: Shape;
  readonly answer: (call: Call<Path, z.output<z.ZodObject<Shape, z.core.$strict>>>) => object | Declined;
}): Route {
  const schema = z.strictObject(endpoint.params);
  const expandSchema = z.object({ expand: expandParam });
  return {
    method: endpoint.method,
    path: endpoint.path,
    run: ({ scope, path, form }) => {
      const { expand = [] } = parseParams(expandSchema, form);
      const params = parseParams(schema, withoutExpand(form));
      return { answer: endpoint.answer({ scope, path, params }), expand };
    },
  };
}

function withoutExpand(form: FormGroup): FormGroup {
  const { expand: _, ...rest } = form;
  return rest;
}
