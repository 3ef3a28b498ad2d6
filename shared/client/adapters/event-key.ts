/**
 * Names the work of an event, in the same way each time that it is delivered: the id of a message of SQS, of a
 * notification of SNS, of a record of a stream, or of an event of EventBridge. Undefined for what has no such id, as a
 * request, and for several records at once, since a batch is never put together the same way twice.
 */
export function eventKey(event: unknown): string | undefined {
  const records = member(event, 'Records');
  if (!Array.isArray(records))
    return member(event, 'detail-type') === undefined ? undefined : text(member(event, 'id'));
  if (records.length !== 1) return undefined;
  const [record] = records;
  return (
    text(member(record, 'messageId')) ??
    text(member(record, 'eventID')) ??
    text(member(member(record, 'Sns'), 'MessageId'))
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
