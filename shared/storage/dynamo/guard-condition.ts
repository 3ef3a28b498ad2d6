import type { Guard } from '../table.ts';
import { toAttributes } from './attribute-value.ts';

/** The condition under which an item is put, in DynamoDB's words. */
export function conditionOf(guard: Guard): object {
  switch (guard.kind) {
    case 'absent':
      return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } };
    case 'version':
      return {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: toAttributes({ ':version': guard.version }),
      };
    case 'writes':
      return {
        ConditionExpression: '#writes = :writes',
        ExpressionAttributeNames: { '#writes': 'writes' },
        ExpressionAttributeValues: toAttributes({ ':writes': guard.writes }),
      };
    case 'older':
      return {
        ConditionExpression: 'attribute_not_exists(#pk) OR #version < :version',
        ExpressionAttributeNames: { '#pk': 'pk', '#version': 'version' },
        ExpressionAttributeValues: toAttributes({ ':version': guard.version }),
      };
    case 'earlier':
      return {
        ConditionExpression: 'attribute_not_exists(#pk) OR #seq < :seq',
        ExpressionAttributeNames: { '#pk': 'pk', '#seq': 'seq' },
        ExpressionAttributeValues: toAttributes({ ':seq': guard.seq }),
      };
    case 'absent-or-expired':
      return {
        ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAtMs <= :nowMs',
        ExpressionAttributeNames: { '#pk': 'pk', '#expiresAtMs': 'expiresAtMs' },
        ExpressionAttributeValues: toAttributes({ ':nowMs': guard.nowMs }),
      };
    default:
      return guard satisfies never;
  }
}
