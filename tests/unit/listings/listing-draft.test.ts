import { describe, expect, it } from 'vitest';
import { emptyDraft, readLocalMoment, toListingForm, writeLocalMoment } from '#lib/listings/listing-draft';

describe('a listing being filled in', () => {
  it('starts as one that opens at once, runs a week and closes softly', () => {
    expect(toListingForm(emptyDraft)).toMatchObject({
      start: { kind: 'now' },
      end: { kind: 'after', days: 7 },
      softClose: true,
      bidIncrement: '',
    });
  });

  it('sends a step only while a fixed one is chosen', () => {
    const typed = { ...emptyDraft, bidIncrement: '5' };
    expect(toListingForm(typed).bidIncrement).toBe('');
    expect(toListingForm({ ...typed, hasFixedStep: true }).bidIncrement).toBe('5');
  });

  it('sends chosen times as moments, and no moment where none was chosen', () => {
    const chosen = { ...emptyDraft, opening: 'later', lasting: 'exact' } as const;
    expect(toListingForm({ ...chosen, endsAtLocal: '2026-03-02T14:00' })).toMatchObject({
      start: { kind: 'at', startsAt: null },
      end: { kind: 'at', endsAt: new Date(2026, 2, 2, 14).getTime() },
    });
  });

  it('holds nothing that the form does not know', () => {
    expect(Object.keys(toListingForm(emptyDraft)).toSorted()).toEqual([
      'bidIncrement',
      'buyNowPrice',
      'category',
      'currency',
      'delivery',
      'description',
      'end',
      'reservePrice',
      'secondChance',
      'shippingPrice',
      'softClose',
      'start',
      'startingPrice',
      'title',
    ]);
  });
});

describe('local times', () => {
  it('are read back as they are written, to the minute', () => {
    const moment = new Date(2026, 10, 9, 7, 5).getTime();
    expect(writeLocalMoment(moment)).toBe('2026-11-09T07:05');
    expect(readLocalMoment(writeLocalMoment(moment))).toBe(moment);
  });

  it.each(['', 'tomorrow', '2026-13-45T99:99'])('are none for %j', (text) => {
    expect(readLocalMoment(text)).toBeNull();
  });
});
