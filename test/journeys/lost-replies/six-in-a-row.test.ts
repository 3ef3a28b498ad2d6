/** Six replies in a row reach the caller, perhaps, who persists: which engine it was doesn’t matter then. */
import { engines } from '../../support/engines/engines.ts';
import { describeLostReplies } from '../../support/expectations/lost-replies.ts';

describeLostReplies(6, engines.slice(0, 1));
