/** Another run holds the attempt's lease, or crashed with it: the queue brings this back until there is an answer. */
export class DeliveryUnderWayError extends Error {
  override readonly name = 'DeliveryUnderWayError';
  constructor(notificationId: string) {
    super(`an attempt to deliver ${notificationId} is under way`);
  }
}
