import {
  to = clerk_user_metadata.billing
  id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC:public.plan,private.crm.id"
}
