import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { list, text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { refuseParameter } from '#lib/embedded/stripe/errors';
import { eventTypes } from '#lib/embedded/stripe/objects/event';

/** Returns the types that a filter such as `charge.*` stands for. */
const matchingTypes = (pattern: string): readonly string[] => {
  const star = pattern.indexOf('*');
  if (star === -1) return [pattern];
  return eventTypes.filter((type) => type.startsWith(pattern.slice(0, star)));
};

export const eventRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/events',
    params: {
      ...pageParams,
      created: createdParam,
      type: text().optional(),
      types: list(text(), 20).optional(),
    },
    answer: ({ scope, params: { type, types, ...page } }) => {
      if (type !== undefined && types !== undefined)
        throw refuseParameter('You may only specify one of these parameters: type, types.');
      const wanted = types ?? (type === undefined ? undefined : matchingTypes(type));
      return listPage(scope, { type: 'event', url: '/v1/events', page, where: { type: wanted } });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/events/:id',
    params: {},
    answer: ({ scope, path }) => scope.get('event', path.id),
  }),
];
