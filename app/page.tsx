import { connection } from 'next/server';
import { database } from '#lib/db/client';

export default async function HomePage() {
  await connection();
  const count = await database().auction.count();
  return <h1 className="text-3xl">gavel. {count} lots</h1>;
}
