extension HeaderFamily {
  /// The 27 column names, in the order in which `RowWriter` writes the cells.
  var columns: String {
    switch self {
    case .stateGrid:
      "工单编号,业务类型,一级分类,二级分类,三级分类,受理内容,联系人,联系电话,用户编号,用电地址,"
        + "城乡类别,所属地市,工单单位,供电所,抢修班组,所属线路,所属台区,受理时间,挂机时间,派单时间,"
        + "接单时间,到达现场时间,修复时间,归档时间,主单编号,工单状态,处理结果"
    case .code:
      "APP_NO,BUSI_TYPE_CODE,yjfl,ejfl,ywzl,ACCEPT_CONTENT,LXR,CALLING_NO,CUST_NO,ELEC_ADDR,"
        + "URBAN_RURAL_FLAG,CITY_ORG_NO,GDDW,gdsmc,QXBZ,SSXL,SSTQ,HANDLE_TIME,gjsj,PDSJ,"
        + "JDSJ,DDXCSJ,QXWCSJ,GDSJ,ZDBH,GDZT,HANDLE_OPINION"
    case .pinyin:
      "gdbh,ywlx,yjfl,ejfl,ywzl,slnr,bxr,lxdh,yhbh,gzdz,xcfl,ssdw,gddw,gdsmc,jdbz,kxmc,tqmc,slsj,"
        + "gjsj,pdsj,jdsj,ddxcsj,xfwcsj,gdsj,zdbh,gdzt,cljg"
    case .short:
      "工单号,业务类别,业务一级分类,二级分类,业务子类,来电内容,报修人,来电号码,户号,地址,供电区域,"
        + "所属单位,供电单位,供电所名称,班组,所属馈线,台区名称,来电时间,挂断时间,派工时间,接派单时间,"
        + "到达时间,恢复送电时间,办结时间,关联主单,抢修单状态,处理情况"
    }
  }
}
