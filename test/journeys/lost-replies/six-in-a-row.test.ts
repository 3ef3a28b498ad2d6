/** Six replies in a row reach the caller, perhaps, who persists. */
import { describeLostReplies } from '../../support/expectations/lost-replies.ts';

describeLostReplies(6);
