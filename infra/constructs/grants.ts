import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { GrantedPermission } from '../../shared/contract/routes/permission.ts';

/** Grants to workloads: each permission by itself, and no permission stops at an account. */
export abstract class Grants extends Construct {
  /** Grants one permission. What can't be permitted throws: it would be refused by every request. */
  abstract grant(permission: GrantedPermission, grantee: IGrantable): Grant;

  /** Lets a workload read accounts, ledgers, usage, plans and rate cards. */
  grantRead(grantee: IGrantable): Grant {
    return this.grant('read', grantee);
  }

  /** Lets a workload charge any account: the customer is in the path, and a batch names as many as it likes. */
  grantCharge(grantee: IGrantable): Grant {
    return this.grant('charge', grantee);
  }

  /** Lets whoever signs customers up open and close accounts, change plans, set limits and automatic top-ups. */
  grantLifecycle(grantee: IGrantable): Grant {
    return this.grant('lifecycle', grantee);
  }

  /** Lets whoever takes payments tell of purchases, refunds and chargebacks. */
  grantMoneyIn(grantee: IGrantable): Grant {
    return this.grant('money-in', grantee);
  }

  /** Lets whoever sells packs make checkouts of them, and links to the payment provider's pages. */
  grantCheckout(grantee: IGrantable): Grant {
    return this.grant('checkout', grantee);
  }

  /** Lets an operator give and take credits by hand, and reverse debits. */
  grantAdjust(grantee: IGrantable): Grant {
    return this.grant('adjust', grantee);
  }

  /** Lets whoever keeps the catalogue publish plans and rate cards. */
  grantPublish(grantee: IGrantable): Grant {
    return this.grant('publish', grantee);
  }

  /** Lets operators list accounts, look at the fleet and at how the service fares, and watch balances. */
  grantOperate(grantee: IGrantable): Grant {
    return this.grant('operate', grantee);
  }

  /** Lets whoever connects receivers make endpoints, and with them have news of every account delivered. */
  grantNews(grantee: IGrantable): Grant {
    return this.grant('news', grantee);
  }

  /** Lets an operator make, rotate and revoke API keys. A key may have any other permission: so this is as much as all of them. */
  grantKeys(grantee: IGrantable): Grant {
    return this.grant('keys', grantee);
  }
}
