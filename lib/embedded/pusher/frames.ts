/**
 * A server's text frame is the same bytes for every receiver: RFC 6455 forbids masking in this
 * direction and this server never compresses. So a message is framed once and the finished bytes are
 * written to each socket, instead of building a header and two writes per receiver.
 */

const FINAL_TEXT_FRAME = 0x81;
const LENGTH_16_BITS = 126;
const LENGTH_64_BITS = 127;

/** What the server says: an event, on a channel or to the connection itself. */
export interface ServerMessage {
  readonly event: string;
  readonly channel?: string;
  /** A string wherever the protocol double-encodes; an object for `pusher:error` and `pusher:signin_success`. */
  readonly data?: string | object;
  /** The sender of a client event on a presence channel. */
  readonly user_id?: string;
}

/** Returns the finished WebSocket frame that carries `message` as JSON. */
export function encodeFrame(message: ServerMessage): Buffer {
  const text = JSON.stringify(message);
  const length = Buffer.byteLength(text);
  if (length < LENGTH_16_BITS) {
    const frame = startFrame({ headerBytes: 2, payloadBytes: length });
    frame[1] = length;
    frame.write(text, 2);
    return frame;
  }
  if (length <= 0xffff) {
    const frame = startFrame({ headerBytes: 4, payloadBytes: length });
    frame[1] = LENGTH_16_BITS;
    frame.writeUInt16BE(length, 2);
    frame.write(text, 4);
    return frame;
  }
  const frame = startFrame({ headerBytes: 10, payloadBytes: length });
  frame[1] = LENGTH_64_BITS;
  frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, 10);
  return frame;
}

function startFrame(size: { headerBytes: number; payloadBytes: number }): Buffer {
  const frame = Buffer.allocUnsafe(size.headerBytes + size.payloadBytes);
  frame[0] = FINAL_TEXT_FRAME;
  return frame;
}
