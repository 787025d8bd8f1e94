/** The browser's side of what is live: subscribe, reconcile, count down. */
export { LiveContext, useLiveContext } from '#lib/realtime/client/context';
export type { LiveEndpoint } from '#lib/realtime/client/endpoint';
export type { LinkStatus } from '#lib/realtime/client/link';
export { createLiveHouse, type LiveHouse } from '#lib/realtime/client/live-house';
export type { AuctionStore } from '#lib/realtime/client/auction-store';
export {
  useLink,
  useLiveAuction,
  useRoundTrip,
  type UsedAuction,
} from '#lib/realtime/client/use-live-auction';
export { useLiveAuctions } from '#lib/realtime/client/use-live-auctions';
export { useLiveActivity } from '#lib/realtime/client/use-live-activity';
export { lastStretchMs } from '#lib/realtime/client/bid-timing';
export { useBidTiming } from '#lib/realtime/client/use-bid-timing';
export { useMounted } from '#lib/realtime/client/use-mounted';
export { useRemaining } from '#lib/realtime/client/use-remaining';
export {
  announceSight,
  showAlert,
  turnAlertsOff,
  turnAlertsOn,
  type AlertStanding,
} from '#lib/realtime/client/alerts';
export { useAlertStanding } from '#lib/realtime/client/use-alerts';
export { prefixTitle, replaceIcon } from '#lib/realtime/client/tab-face';
export { useMissedOutbids, useTellStanding } from '#lib/realtime/client/use-outbids';
export type { LiveNotice } from '#lib/realtime/client/notice';
export { useNotices } from '#lib/realtime/client/use-notices';
export {
  hourMs,
  hurryBelowMs,
  minuteMs,
  remainingWords,
  secondMs,
} from '#lib/realtime/client/remaining-words';
export { joinHistory, withoutHoles } from '#lib/realtime/client/history';
export { newAttemptKey } from '#lib/realtime/client/attempt-key';
export { localMoment } from '#lib/realtime/client/local-moment';
