import { pictures, servePicture } from '#lib/listings/index';

export async function GET(request: Request, { params }: { params: Promise<{ key: string; file: string }> }) {
  return servePicture(pictures())(request, await params);
}
