import type { Route } from 'next';

/** Where an address within the site is only known at run time, it is enough that it is one. */
export const isLocalRoute = (path: string): path is Route => path.startsWith('/') && !path.startsWith('//');
