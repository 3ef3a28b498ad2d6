/** The SDK mends the loss of one reply by itself. */
import { describeLostReplies } from '../../support/expectations/lost-replies.ts';

describeLostReplies(1);
