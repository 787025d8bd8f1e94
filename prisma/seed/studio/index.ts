export type { Backdrop, Paper, Setting } from './backdrop.ts';
export type { Colour } from './colour.ts';
export { plinthRise, type Plinth } from './draw-plinth.ts';
export type { FramedPicture } from './draw-picture.ts';
export type { Watch } from './draw-watch.ts';
export type { Finish, Material, Tint } from './finish.ts';
export { renderShot } from './render-shot.ts';
export type { Shot, Subject, Thing } from './shot.ts';
