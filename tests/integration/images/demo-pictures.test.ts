import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { normalisePicture } from '#lib/listings/images/index';
import { demoLots } from '../../../prisma/seed/catalogue/index.ts';
import { drawSubject } from '../../../prisma/seed/studio/draw-subject.ts';
import { renderShot, type Shot } from '../../../prisma/seed/studio/index.ts';

const shots = demoLots.flatMap((lot) => lot.shots);

function someShot(fits: (shot: Shot) => boolean): Shot {
  const found = shots.find(fits);
  if (!found) throw new Error('the catalogue has no such shot');
  return found;
}

describe('the studio', () => {
  it('can draw every subject of the catalogue', async () => {
    const subjects = shots.flatMap(({ things }) => things.map(({ subject }) => subject));
    const drawings = await Promise.all(subjects.map((subject) => drawSubject(subject)));
    expect(drawings).toHaveLength(subjects.length);
    expect(drawings.filter(({ body }) => !/<(path|circle|rect|ellipse)/.test(body))).toEqual([]);
  });

  it.each([
    ['on the floor', someShot(({ setting, landscape }) => setting === 'floor' && !landscape), 1200],
    ['on a table', someShot(({ setting }) => setting === 'table'), 1200],
    ['on a wall', someShot(({ setting }) => setting === 'wall'), 1200],
    ['on a plinth', someShot(({ things }) => 'plinth' in things[0].subject), 1200],
    ['in a wide frame', someShot(({ landscape }) => landscape === true), 960],
  ])('takes a picture %s that passes as an upload', async (_, shot, height) => {
    const result = await normalisePicture(await renderShot(shot));
    expect(result).toMatchObject({ ok: true, picture: { width: 1200, height } });
  });

  it('takes the same picture twice', async () => {
    const shot = someShot(({ polished }) => polished === true);
    expect((await renderShot(shot)).equals(await renderShot(shot))).toBe(true);
  });

  it('shows the lot: the middle of the picture is not the backdrop', async () => {
    const shot = someShot(({ setting, polished }) => setting === 'table' && !polished);
    const { channels } = await sharp(await renderShot(shot))
      .extract({ left: 400, top: 400, width: 400, height: 400 })
      .stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20);
  });

  it('refuses an icon that does not exist, by name', async () => {
    const shot: Shot = {
      alt: 'Nothing',
      paper: 'sand',
      setting: 'floor',
      things: [{ subject: { icon: 'no-such-thing' }, size: 0.5 }],
    };
    await expect(renderShot(shot)).rejects.toThrow('There is no icon called no-such-thing.');
  });
});
