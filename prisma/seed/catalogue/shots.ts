/** Ways of photographing, so that a lot says only what is particular to it. */
import {
  plinthRise,
  type Backdrop,
  type FramedPicture,
  type Material,
  type Plinth,
  type Shot,
  type Subject,
  type Thing,
  type Tint,
  type Watch,
} from '../studio/index.ts';
import { natural } from './finishes.ts';

/** An icon re-coloured as told, and what is left of it in believable colours. */
export const object = (icon: string, ...tints: readonly Tint[]): Subject => ({
  icon,
  finish: [...tints, ...natural],
});

/** An icon as if made of one material. */
export const made = (icon: string, of: Material): Subject => ({ icon, finish: of });

export const watch = (design: Watch): Subject => ({ watch: design });

export const framed = (picture: FramedPicture): Subject => ({ framed: picture });

type Surroundings = Omit<Backdrop, 'setting'> & Pick<Shot, 'alt' | 'landscape' | 'polished'>;
type Pose = Partial<Omit<Thing, 'subject'>>;

function photograph(subject: Subject, defaults: Thing, options: Surroundings & Pose): Omit<Shot, 'setting'> {
  const { alt, paper, window, landscape, polished, ...pose } = options;
  return {
    alt,
    paper,
    ...(window === undefined ? {} : { window }),
    ...(landscape === undefined ? {} : { landscape }),
    ...(polished === undefined ? {} : { polished }),
    things: [{ ...defaults, ...pose, subject }],
  };
}

/** On the floor of the studio, seen from the front. */
export const standing = (subject: Subject, options: Surroundings & Pose): Shot => ({
  ...photograph(subject, { subject, size: 0.7, y: 0.84 }, options),
  setting: 'floor',
});

/** On a table, seen from above. */
export const lying = (subject: Subject, options: Surroundings & Pose): Shot => ({
  ...photograph(subject, { subject, size: 0.8, y: 0.5 }, options),
  setting: 'table',
});

/** On a wall. */
export const hanging = (subject: Subject, options: Surroundings & Pose): Shot => ({
  ...photograph(subject, { subject, size: 0.74, y: 0.49 }, options),
  setting: 'wall',
});

/** On a plinth in the middle of the studio. */
export function onPlinth(
  subject: Subject,
  {
    plinth,
    plinthSize = 0.6,
    size = 0.6,
    ...surroundings
  }: Surroundings & Pose & { readonly plinth: Plinth; readonly plinthSize?: number },
): Shot {
  const foot = 0.94;
  const shot = standing(subject, {
    ...surroundings,
    size,
    y: foot - plinthSize * plinthRise(plinth),
    raised: true,
  });
  return { ...shot, things: [{ subject: { plinth }, size: plinthSize, y: foot }, ...shot.things] };
}

/** Several things at once, back to front. */
export const group = (
  setting: Backdrop['setting'],
  surroundings: Surroundings,
  things: readonly [Thing, ...Thing[]],
): Shot => ({ ...surroundings, setting, things });
