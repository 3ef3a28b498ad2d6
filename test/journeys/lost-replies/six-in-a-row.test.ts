/**
 * Six replies in a row reach the caller, perhaps, who persists: which engine it was, and what the change had to do first, doesn’t matter
 * then.
 */
import { engines } from '../../support/engines/engines.ts';
import { describeLostReplies } from '../../support/expectations/lost-replies.ts';

describeLostReplies(6, { over: engines.slice(0, 1), filing: [false] });
